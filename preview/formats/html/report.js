// The script of the report. It runs in the browser, from the file itself: no module, no library, no network.
"use strict";

for (const stack of document.querySelectorAll(".stack")) {
  const filter = filterOf(stack);
  graphOf(stack, filter);
}
tabs();
openWhatIsLinked();
printWhole();

/** Shows the verdicts that fit the form, and says how many those are. */
function filterOf(stack) {
  const form = stack.querySelector(".filter");
  const scope = form.querySelector(".scope");
  const items = [...stack.querySelectorAll(".verdicts .item")];
  let within = "";

  const apply = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const text = wanted.text.trim().toLowerCase();
    let shown = 0;
    for (const item of items) {
      const { kind, group, rule, text: own, within: ancestors } = item.dataset;
      const fits =
        (!wanted.kind || kind === wanted.kind) &&
        (!wanted.group || group === wanted.group) &&
        (!wanted.rule || rule === wanted.rule) &&
        own.includes(text) &&
        (within === "" || ancestors.split(" ").includes(within));
      item.hidden = !fits;
      if (fits) shown++;
    }
    for (const part of stack.querySelectorAll(".rule, .verdicts")) {
      const all = part.querySelectorAll(".item").length;
      const left = part.querySelectorAll(".item:not([hidden])").length;
      const count = part.querySelector(".count");
      count.textContent = left === all ? String(all) : `${left} of ${all}`;
      if (part.matches(".rule")) part.hidden = left === 0;
      const nothing = part.querySelector(":scope > .nothing");
      if (nothing) nothing.hidden = left > 0;
    }
    // What few are left can be read without opening each group.
    if (shown < items.length && shown <= 60)
      for (const rule of stack.querySelectorAll(".rule:not([hidden])")) rule.open = true;
    form.querySelector("output").textContent =
      shown === items.length ? `${shown} verdicts` : `${shown} of ${items.length} verdicts`;
  };

  const limitTo = (id, name) => {
    within = id;
    scope.hidden = id === "";
    scope.textContent = `in ${name} ✕`;
    scope.setAttribute("aria-label", `Show verdicts outside of ${name} as well`);
    apply();
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => limitTo("", "")));
  scope.addEventListener("click", () => limitTo("", ""));
  apply();
  return { form, limitTo };
}

/** Lets the reader walk through the pictures, move and zoom them, and look at one resource. */
function graphOf(stack, { form, limitTo }) {
  const stage = stack.querySelector(".stage");
  const details = stage.querySelector(".details");
  const legend = [...details.childNodes];
  const current = () => stage.querySelector(".view:not([hidden])");

  const open = (id) => {
    const view = document.getElementById(id);
    current().hidden = true;
    view.hidden = false;
    fit(view.querySelector(".picture"));
    view.querySelector(".node")?.focus({ preventScroll: true });
  };

  const choose = (node) => {
    for (const chosen of stage.querySelectorAll(".chosen")) chosen.classList.remove("chosen");
    node.classList.add("chosen");
    const { entry, view } = node.dataset;
    const resource = entry && document.getElementById(entry);
    if (!resource) return;
    const name = resource.querySelector("summary b").textContent;
    const head = document.createElement("h3");
    head.textContent = name;
    const about = resource.querySelector("summary").cloneNode(true);
    about.querySelector("b").remove();
    const type = document.createElement("p");
    type.append(...about.childNodes);
    const actions = document.createElement("div");
    actions.className = "actions";
    const action = (label, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", act);
      actions.append(button);
    };
    if (view) action("Look inside", () => open(view));
    if (stack.querySelector(`.verdicts .item[data-within~="${entry}"]`))
      action("Its verdicts", () => {
        form.reset();
        // The reset clears the scope after this event.
        setTimeout(() =>
          setTimeout(() => {
            limitTo(entry, name);
            form.scrollIntoView();
          }),
        );
      });
    action("Close", () => {
      details.replaceChildren(...legend);
      node.classList.remove("chosen");
      node.focus();
    });
    details.replaceChildren(head, type, actions, resource.querySelector(".body").cloneNode(true));
    details.scrollTop = 0;
  };

  const activate = (node) => {
    choose(node);
    if (node.dataset.view && !node.dataset.entry) open(node.dataset.view);
  };

  stage.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) open(opener.dataset.open);
    const zoom = event.target.closest("[data-zoom]");
    if (zoom) zoomBy(current().querySelector(".picture"), { in: 0.8, out: 1.25, fit: undefined }[zoom.dataset.zoom]);
    const node = event.target.closest(".node");
    if (node && !event.target.closest(".picture").dataset.dragged) activate(node);
  });
  stage.addEventListener("dblclick", (event) => {
    const node = event.target.closest(".node[data-view]");
    if (node) open(node.dataset.view);
  });
  stage.addEventListener("keydown", (event) => {
    const picture = event.target.closest(".picture");
    if (!picture) return;
    const node = event.target.closest(".node");
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key === "Enter" && node) {
      activate(node);
      if (node.dataset.view) open(node.dataset.view);
    } else if (event.key === " " && node) activate(node);
    else if (event.key === "Escape" || event.key === "Backspace")
      current().querySelector(".trail li:nth-last-child(2) button")?.click();
    else if (event.key === "+" || event.key === "=") zoomBy(picture, 0.8);
    else if (event.key === "-") zoomBy(picture, 1.25);
    else if (event.key === "0") zoomBy(picture, undefined);
    else if (node && steps[event.key]) step(picture, node, steps[event.key]);
    else return;
    event.preventDefault();
  });
  for (const type of ["mouseover", "focusin"])
    stage.addEventListener(type, (event) => {
      const id = event.target.closest(".node")?.dataset.node;
      for (const edge of current().querySelectorAll(".edge"))
        edge.classList.toggle("near", id !== undefined && (edge.dataset.from === id || edge.dataset.to === id));
    });
  for (const picture of stage.querySelectorAll(".picture")) movable(picture);
  fit(current().querySelector(".picture"));
  addEventListener("resize", () => fit(current().querySelector(".picture")));
}

/** Moves the focus to the nearest node in a direction. */
function step(picture, node, [dx, dy]) {
  const centre = (other) => {
    const box = other.querySelector(".box").getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [x, y] = centre(node);
  let nearest;
  let least = Infinity;
  for (const other of picture.querySelectorAll(".node")) {
    const [ox, oy] = centre(other);
    const along = (ox - x) * dx + (oy - y) * dy;
    if (other === node || along < 5) continue;
    const distance = along + 3 * Math.abs((ox - x) * dy + (oy - y) * dx);
    if (distance < least) [nearest, least] = [other, distance];
  }
  nearest?.focus();
}

/** The part of a picture that is seen. */
function windowOf(picture) {
  const { x, y, width, height } = picture.viewBox.baseVal;
  return { x, y, width, height };
}

function look(picture, { x, y, width, height }) {
  picture.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
}

/** Shows the whole picture, a small one not larger than life, and as much of a large one as can still be read. */
function fit(picture, largest = 2.2) {
  const width = Number(picture.dataset.width);
  const height = Number(picture.dataset.height);
  const box = picture.getBoundingClientRect();
  const scale = Math.min(Math.max(width / box.width, height / box.height, 1), largest);
  const [w, h] = [box.width * scale, box.height * scale];
  if (w > 0 && h > 0) look(picture, { x: width > w ? 0 : (width - w) / 2, y: (height - h) / 2, width: w, height: h });
}

/** Zooms about a point, given as parts of the picture's width and height. */
function zoomBy(picture, factor, at = [0.5, 0.5]) {
  if (factor === undefined) return fit(picture, Infinity);
  const { x, y, width, height } = windowOf(picture);
  look(picture, {
    x: x + width * (1 - factor) * at[0],
    y: y + height * (1 - factor) * at[1],
    width: width * factor,
    height: height * factor,
  });
}

function movable(picture) {
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

/** One stack at a time, where there are several. */
function tabs() {
  const links = [...document.querySelectorAll(".tabs a")];
  if (links.length === 0) return;
  const show = (id) => {
    for (const link of links) link.toggleAttribute("aria-current", link.dataset.stack === id);
    for (const stack of document.querySelectorAll(".stack")) stack.hidden = stack.id !== id;
    dispatchEvent(new Event("resize"));
  };
  for (const link of links)
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(link.dataset.stack);
      scrollTo(0, 0);
    });
  show(links[0].dataset.stack);
}

/** A link to a resource opens it. */
function openWhatIsLinked() {
  const open = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.matches("details")) target.open = true;
    target.scrollIntoView();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest(".resource-link")) setTimeout(open);
  });
  addEventListener("hashchange", open);
  open();
}

/** Paper has no triangles to click. */
function printWhole() {
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.rule:not([open]), details.coverage:not([open])")];
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of closed) part.open = false;
  });
}
