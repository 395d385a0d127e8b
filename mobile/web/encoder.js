// Encodes the camera's pictures as JPEG, away from the page and from the core.

self.onmessage = async ({ data: [picture, width, height, reply] }) => {
  let jpeg;
  try {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d", { alpha: false }).drawImage(picture, 0, 0, width, height);
    picture.close();
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
    jpeg = new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    console.error(error);
  }
  reply.postMessage(jpeg, jpeg ? [jpeg.buffer] : []);
  reply.close();
};
