// Comforts of the editor's form inside Wagtail's admin. It works without them.
(() => {
  "use strict";
  const words = document.currentScript.dataset;
  const notes = new WeakMap();

  // How many signs a text may still have, below its box while somebody writes in it.
  const count = (box) => {
    if (!(box.maxLength > 0) || !box.matches("textarea, input[type=text]")) return;
    let note = notes.get(box);
    if (!note) {
      note = document.createElement("p");
      note.className = "help text-length";
      box.insertAdjacentElement("afterend", note);
      notes.set(box, note);
    }
    note.textContent = words.left.replace("%s", box.maxLength - box.value.length);
  };
  for (const kind of ["focusin", "input"]) {
    document.addEventListener(kind, (event) => count(event.target));
  }

  // What is written is in the language of the page, also inside a stream and in the editor of
  // translations, whose boxes come one by one.
  const BOXES = ":is(textarea, input[type=text], [contenteditable])";
  const mark = (place, within, language, direction) => {
    for (const box of place.querySelectorAll(`${within} ${BOXES}`)) {
      if (box.lang === language) continue;
      box.lang = language;
      box.dir = direction;
    }
  };
  const follow = (place, within, language, direction) => {
    mark(place, within, language, direction);
    new MutationObserver(() => mark(place, within, language, direction)).observe(place, {
      childList: true,
      subtree: true,
    });
  };
  document.addEventListener("DOMContentLoaded", () => {
    const title = document.querySelector("[name=title][lang]");
    if (title) follow(title.form, "[data-streamfield-child]", title.lang, title.dir);
    const editor = document.querySelector(".js-translation-editor");
    if (editor) {
      const { code } = JSON.parse(editor.dataset.props).locale;
      follow(editor, "", code, words.rightToLeft.split(" ").includes(code) ? "rtl" : "ltr");
    }
  });

  // Advice on the text, anew after each saving.
  const advise = async () => {
    for (const place of document.querySelectorAll("[data-advice]")) {
      const answer = await fetch(place.dataset.advice);
      if (answer.ok) place.innerHTML = await answer.text();
    }
  };
  document.addEventListener("w-autosave:success", advise);
  document.addEventListener("DOMContentLoaded", advise);
})();
