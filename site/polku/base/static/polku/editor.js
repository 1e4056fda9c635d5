// Comforts of the editor's plain form. It works without them.
(() => {
  "use strict";
  const form = document.querySelector("form.writing");
  if (!form) return;

  // One more time or change, without a round trip.
  for (const button of form.querySelectorAll("[data-add]")) {
    button.addEventListener("click", (event) => {
      const kind = button.dataset.add;
      const total = form.elements[`${kind}-TOTAL_FORMS`];
      const most = Number(form.elements[`${kind}-MAX_NUM_FORMS`].value);
      const number = Number(total.value);
      event.preventDefault();
      if (number >= most) return;
      const holder = document.createElement("div");
      holder.innerHTML = form
        .querySelector(`template[data-empty="${kind}"]`)
        .innerHTML.replaceAll("__prefix__", String(number));
      const row = holder.firstElementChild;
      row.querySelector("legend").append(` ${number + 1}`);
      form.querySelector(`[data-rows="${kind}"]`).append(row);
      total.value = String(number + 1);
      row.querySelector("input:not([type=hidden])").focus();
    });
  }

  // How many characters are used of how many.
  for (const field of form.querySelectorAll("[data-length]")) {
    const limit = Number(field.dataset.length);
    const shown = document.createElement("div");
    shown.className = "help length";
    shown.dir = "ltr";
    shown.setAttribute("aria-hidden", "true");
    const count = () => {
      const used = [...field.value].length;
      shown.textContent = `${used} / ${limit}`;
      shown.classList.toggle("over", used > limit);
    };
    field.after(shown);
    field.addEventListener("input", count);
    count();
  }

  // Leaving with something unsaved asks first.
  let typed = false;
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
})();
