/** Shows the verdicts that fit the form, and says how many those are. */
export function filterOf(stack) {
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
