// Has the pages of this site that were read kept on the device (service-worker.js says which),
// unless that is switched off (on_device.js).
(() => {
  "use strict";
  const language = document.documentElement.lang;
  if (!("serviceWorker" in navigator) || !location.pathname.startsWith(`/${language}/`)) return;

  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return "off"; // a device that keeps nothing
    }
  };
  const addresses = () => {
    try {
      const saved = JSON.parse(stored("polku.saved")) || [];
      const list = saved.length ? [`/${language}/saved/`] : [];
      return [...list, ...saved.map((one) => one.href)].map((href) => new URL(href, location).href);
    } catch {
      return [];
    }
  };

  const start = async () => {
    if (stored("polku.offline") === "off") return;
    await navigator.serviceWorker.register("/service-worker.js");
    const { active } = await navigator.serviceWorker.ready;
    const tell = (message) => {
      if (stored("polku.offline") !== "off") active.postMessage(message);
    };
    const saved = () => tell({ saved: addresses() });
    // The worker has seen what came through it; not what came before, or without loading the page.
    const [way] = performance.getEntriesByType("navigation");
    let known = way?.workerStart ? location.href : "";
    const read = () => {
      if (known !== location.href) tell({ read: (known = location.href) });
    };
    read();
    saved();
    document.addEventListener("polku:saved", saved);
    document.addEventListener("visibilitychange", () => document.hidden && read());
  };
  start().catch(() => {}); // a browser that lets nothing be kept: pages work without
})();
