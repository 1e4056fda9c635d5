// Choices of the list take effect at once: htmx fetches the same address as the form would, and puts
// its results and facets in place. The focus and what is unfolded stay; the number found is told.
(() => {
  "use strict";
  const form = document.getElementById("finder");
  if (!form) return;
  let unfolded = [];
  let focused = "";

  // Addresses stay short enough to share.
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });

  document.body.addEventListener("htmx:beforeSwap", () => {
    unfolded = [...form.querySelectorAll("details[open]")].map((each) => each.id);
    focused = document.activeElement?.id;
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    for (const id of unfolded) {
      const details = document.getElementById(id);
      if (details) details.open = true;
    }
    const box = focused && document.getElementById(focused);
    if (box && box !== document.activeElement) {
      const fold = box.closest("details:not([open])");
      if (fold) fold.open = true;
      box.focus({ preventScroll: true });
    }
    document.getElementById("announced").textContent = document.getElementById("found").textContent;
    for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
  });
})();
