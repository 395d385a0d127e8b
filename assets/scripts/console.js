// What pages gain where script runs. Everything works without it.

document.documentElement.classList.add("has-script");

// Filters apply as soon as something else is chosen.
for (const form of document.querySelectorAll("form[data-instant]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// A secret link is copied with one press.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = button.dataset.copied;
  });
}

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A chosen file is named beside our own button, which lies under the browser's invisible one.
for (const pick of document.querySelectorAll("[data-file-pick]")) {
  const input = pick.querySelector("input");
  const name = pick.querySelector(".file-name");
  const tell = () => {
    name.textContent = input.files[0]?.name ?? name.dataset.none;
  };
  input.addEventListener("change", tell);
  tell();
}

// All boxes of a list at once.
for (const box of document.querySelectorAll("input[data-all]")) {
  box.closest("label").hidden = false;
  box.addEventListener("change", () => {
    for (const other of document.querySelectorAll(`input[name="${box.dataset.all}"]`)) {
      other.checked = box.checked;
    }
  });
}

// What the ticked visits of a payment come to.
for (const sum of document.querySelectorAll("[data-chosen]")) {
  const form = sum.closest("form");
  const money = new Intl.NumberFormat(document.documentElement.lang, {
    style: "currency",
    currency: sum.dataset.chosen,
  });
  const scale = 10 ** money.resolvedOptions().maximumFractionDigits;
  const show = () => {
    let minor = 0;
    for (const box of form.querySelectorAll("input[name=visit]:checked")) {
      minor += Number(form.elements[`seen-${box.value}`].value);
    }
    sum.querySelector("output").textContent = money.format(minor / scale);
  };
  form.addEventListener("change", show);
  sum.hidden = false;
  show();
}

// The large photo: arrow keys go on, Escape goes back to where it was opened.
const lightbox = () => document.querySelector(".lightbox:target");

document.addEventListener("keydown", (event) => {
  const open = lightbox();
  if (!open) return;
  const link = { ArrowLeft: "prev", ArrowRight: "next", Escape: "close" }[event.key];
  const target = link && open.querySelector(`a[data-go="${link}"]`);
  if (!target) return;
  event.preventDefault();
  location.replace(target.getAttribute("href"));
  focusOpened();
});

// Focus follows the photo, and comes back to its small picture.
function focusOpened() {
  const open = lightbox();
  const goal = open ? open.querySelector("a[data-go=close]") : document.querySelector(location.hash || "#main");
  goal?.focus({ preventScroll: Boolean(open) });
}

window.addEventListener("hashchange", focusOpened);
