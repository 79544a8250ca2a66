import { fit, movable, zoomBy } from "./picture-window.js";

/** Lets the reader walk through the pictures, move and zoom them, and look at one resource. */
export function graphOf(stack, { form, limitTo }) {
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
