// Asks for pictures by an input that Dioxus does not know, and sends each one's bytes as Base64, an
// empty text for one that cannot be read, and null after the last.
const camera = await dioxus.recv();
const input = document.createElement("input");
input.type = "file";
input.accept = "image/*";
if (camera) input.capture = "environment";
else input.multiple = true;
input.hidden = true;
document.body.append(input);

const read = (file) => new Promise((resolve) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = () => resolve("");
  reader.readAsDataURL(file);
});

const files = await new Promise((resolve) => {
  input.onchange = () => resolve([...input.files]);
  input.oncancel = () => resolve([]);
  input.click();
});
input.remove();
for (const file of files) dioxus.send(await read(file));
dioxus.send(null);
