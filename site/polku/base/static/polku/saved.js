// The list of activities that somebody keeps on this device. Nothing of it is sent anywhere.
(() => {
  "use strict";
  const NAME = "polku.saved";
  const MOST = 60;

  // {key, title, href, lang, added} of each, the first that was kept at the beginning.
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(NAME) || "[]");
      return Array.isArray(kept) ? kept.filter((one) => one && typeof one.key === "string") : [];
    } catch {
      return [];
    }
  };
  const write = (kept) => {
    try {
      localStorage.setItem(NAME, JSON.stringify(kept));
      return true;
    } catch {
      return false; // switched off by the settings of the device, or full
    }
  };

  const link = document.querySelector("[data-saved-link]");
  const buttons = () => document.querySelectorAll("button[data-save]");

  const show = () => {
    const kept = read();
    const keys = new Set(kept.map((one) => one.key));
    for (const button of buttons()) {
      button.hidden = false;
      button.setAttribute("aria-pressed", keys.has(button.dataset.save));
    }
    if (link) link.querySelector("[data-saved-count]").textContent = kept.length ? `(${kept.length})` : "";
    document.dispatchEvent(new CustomEvent("polku:saved"));
  };

  const about = (button) => ({
    key: button.dataset.save,
    title: button.dataset.title,
    href: button.dataset.href,
    lang: button.dataset.lang,
    added: new Date().toISOString(),
  });

  // Says in words why nothing was saved, after the button that was pressed.
  const warn = (button, words) => {
    document.querySelector("[data-saved-warning]")?.remove();
    const warning = document.createElement("p");
    warning.dataset.savedWarning = "";
    warning.className = "save-warning";
    warning.setAttribute("role", "alert");
    warning.textContent = words;
    button.after(warning);
  };

  // Adds what is not on the list yet; false where a warning had to say why it cannot.
  const add = (button, pressed) => {
    const kept = read();
    const keys = new Set(kept.map((one) => one.key));
    const added = pressed.filter((one) => !keys.has(one.dataset.save)).map(about);
    const isFull = kept.length + added.length > MOST;
    if (isFull) warn(button, link.dataset.full);
    else if (!write([...kept, ...added])) warn(button, link.dataset.cannot);
    else return true;
    return false;
  };

  const toggle = (button) => {
    const kept = read();
    const others = kept.filter((one) => one.key !== button.dataset.save);
    if (others.length < kept.length ? write(others) : add(button, [button])) {
      document.querySelector("[data-saved-warning]")?.remove();
      show();
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-save]");
    if (button) toggle(button);
  });
  // Another tab, a page that comes back, results that are exchanged.
  window.addEventListener("storage", show);
  window.addEventListener("pageshow", show);
  document.addEventListener("htmx:load", show);
  show();

  window.polkuSaved = { read, write, add, show };
})();
