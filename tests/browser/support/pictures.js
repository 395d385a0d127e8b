// Pictures drawn for a test, the hand that edits them on the screen, and how far two of them are alike.

/** A picture made on the page: `paint(context, width, height)` runs there. */
export async function picture(page, paint, { width = 1200, height = 900 } = {}) {
  const base64 = await page.evaluate(([source, w, h]) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: w, height: h });
    // eslint-disable-next-line no-eval -- the painter is a function of this file
    (0, eval)(`(${source})`)(canvas.getContext('2d'), w, h);
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1];
  }, [String(paint), width, height]);
  return { name: 'picture.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}

/** Tiles of black and white, different in every place: whatever is changed in it shows. */
export const tiles = (context, width, height) => {
  let seed = 7;
  for (let y = 0; y < height; y += 12) {
    for (let x = 0; x < width; x += 12) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      context.fillStyle = seed > 1073741824 ? '#e8e8e8' : '#181818';
      context.fillRect(x, y, 12, 12);
    }
  }
};

export const night = (context, width, height) => {
  context.fillStyle = '#050505';
  context.fillRect(0, 0, width, height);
};

/** Where a share of the picture is on the screen, on the canvas that shows it whole. */
async function spot(phone, x, y) {
  return phone.at('editor-canvas').evaluate((canvas, [shareX, shareY]) => {
    const box = canvas.getBoundingClientRect();
    const scale = Math.min(box.width / canvas.width, box.height / canvas.height);
    return {
      x: box.left + (box.width - canvas.width * scale) / 2 + shareX * canvas.width * scale,
      y: box.top + (box.height - canvas.height * scale) / 2 + shareY * canvas.height * scale,
    };
  }, [x, y]);
}

export async function drag(phone, from, to) {
  const [start, end] = [await spot(phone, ...from), await spot(phone, ...to)];
  const { mouse } = phone.page;
  await mouse.move(start.x, start.y);
  await mouse.down();
  await mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
  await mouse.move(end.x, end.y);
  await mouse.up();
}

/** How two pictures differ in an area of shares: mean difference, and how far brightness goes together. */
export async function compare(page, before, after, [left, top, right, bottom]) {
  return page.evaluate(async ([a, b, area]) => {
    const read = async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      context.drawImage(bitmap, 0, 0);
      const [x, y] = [Math.round(area[0] * bitmap.width), Math.round(area[1] * bitmap.height)];
      const [w, h] = [Math.round(area[2] * bitmap.width) - x, Math.round(area[3] * bitmap.height) - y];
      const { data } = context.getImageData(x, y, w, h);
      const grey = [];
      for (let at = 0; at < data.length; at += 4) grey.push((data[at] + data[at + 1] + data[at + 2]) / 3);
      return grey;
    };
    const [x, y] = [await read(a), await read(b)];
    if (x.length !== y.length) throw new Error('pictures of different sizes');
    const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [mx, my] = [mean(x), mean(y)];
    let [difference, xy, xx, yy] = [0, 0, 0, 0];
    x.forEach((value, at) => {
      difference += Math.abs(value - y[at]);
      xy += (value - mx) * (y[at] - my);
      xx += (value - mx) ** 2;
      yy += (y[at] - my) ** 2;
    });
    return { difference: difference / x.length, likeness: xy / Math.sqrt(xx * yy || 1) };
  }, [before.toString('base64'), after.toString('base64'), [left, top, right, bottom]]);
}
