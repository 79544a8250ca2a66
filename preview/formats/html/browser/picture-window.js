/** The part of a picture that is seen. */
function windowOf(picture) {
  const { x, y, width, height } = picture.viewBox.baseVal;
  return { x, y, width, height };
}

function look(picture, { x, y, width, height }) {
  picture.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
}

/** Shows the whole picture, a small one not larger than life, and as much of a large one as can still be read. */
export function fit(picture, largest = 2.2) {
  const width = Number(picture.dataset.width);
  const height = Number(picture.dataset.height);
  const box = picture.getBoundingClientRect();
  const scale = Math.min(Math.max(width / box.width, height / box.height, 1), largest);
  const [w, h] = [box.width * scale, box.height * scale];
  if (w > 0 && h > 0) look(picture, { x: width > w ? 0 : (width - w) / 2, y: (height - h) / 2, width: w, height: h });
}

/** Zooms about a point, given as parts of the picture's width and height. */
export function zoomBy(picture, factor, at = [0.5, 0.5]) {
  if (factor === undefined) return fit(picture, Infinity);
  const { x, y, width, height } = windowOf(picture);
  look(picture, {
    x: x + width * (1 - factor) * at[0],
    y: y + height * (1 - factor) * at[1],
    width: width * factor,
    height: height * factor,
  });
}

/** Lets a picture be dragged, and zoomed by the wheel. */
export function movable(picture) {
  let start;
  picture.addEventListener("pointerdown", (event) => {
    delete picture.dataset.dragged;
    start = { at: [event.clientX, event.clientY], seen: windowOf(picture) };
  });
  picture.addEventListener("pointermove", (event) => {
    if (!start || event.buttons === 0) return;
    const box = picture.getBoundingClientRect();
    const moved = [event.clientX - start.at[0], event.clientY - start.at[1]];
    if (Math.hypot(...moved) < 4 && !picture.dataset.dragged) return;
    picture.dataset.dragged = "true";
    picture.classList.add("moving");
    const { seen } = start;
    look(picture, {
      ...seen,
      x: seen.x - (moved[0] * seen.width) / box.width,
      y: seen.y - (moved[1] * seen.height) / box.height,
    });
  });
  const end = () => {
    start = undefined;
    picture.classList.remove("moving");
  };
  picture.addEventListener("pointerup", end);
  picture.addEventListener("pointerleave", end);
  picture.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = picture.getBoundingClientRect();
      const at = [(event.clientX - box.x) / box.width, (event.clientY - box.y) / box.height];
      zoomBy(picture, event.deltaY > 0 ? 1.15 : 0.87, at);
    },
    { passive: false },
  );
}
