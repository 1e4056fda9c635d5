// The page of what is kept on the device: the list of it, and the switch.
(() => {
  "use strict";
  const here = document.querySelector("[data-on-device]");
  if (!here || !("serviceWorker" in navigator) || !("caches" in window)) return;

  const find = (name) => here.querySelector(`[data-${name}]`);
  const toggle = find("switch");
  const status = find("status");
  const row = find("row");
  const written = (moment) => {
    const language = document.documentElement.lang.replace(/^en$/, "en-GB");
    return moment.toLocaleString([language, "en-GB"], {
      calendar: "gregory", numberingSystem: "latn", day: "numeric", month: "numeric",
      year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    });
  };

  const pages = async (kind) => {
    const name = `polku-${kind}`;
    if (!(await caches.has(name))) return [];
    const cache = await caches.open(name);
    const kept = await Promise.all((await cache.keys()).map(async ({ url }) => {
      const response = await cache.match(url);
      const text = await response.text();
      const head = text.slice(0, text.indexOf("</title>") + 8);
      const { title, documentElement } = new DOMParser().parseFromString(head, "text/html");
      const at = new Date(response.headers.get("Date"));
      return { url, at, title: title.replace(/ – Polku$/, ""), language: documentElement.lang };
    }));
    return kept.sort((one, other) => other.at - one.at);
  };

  const item = ({ url, at, title, language }) => {
    const made = row.content.firstElementChild.cloneNode(true);
    const link = made.querySelector("a");
    link.href = url;
    link.textContent = title;
    link.lang = language;
    link.dir = "auto";
    const time = made.querySelector("time");
    time.dateTime = at.toISOString();
    time.textContent = written(at);
    return made;
  };

  const show = async () => {
    let some = false;
    for (const section of here.querySelectorAll("[data-kinds]")) {
      const found = (await Promise.all(section.dataset.kinds.split(" ").map(pages))).flat();
      section.querySelector("ul").replaceChildren(...found.map(item));
      section.hidden = !found.length;
      some ||= found.length > 0;
    }
    find("none").hidden = some;
  };

  const switchOff = async () => {
    localStorage.setItem("polku.offline", "off");
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    for (const name of await caches.keys()) if (name.startsWith("polku-")) await caches.delete(name);
  };
  const switchOn = async () => {
    localStorage.removeItem("polku.offline");
    await navigator.serviceWorker.register("/service-worker.js");
  };

  const start = async () => {
    toggle.checked = localStorage.getItem("polku.offline") !== "off";
    await show();
    toggle.addEventListener("change", async () => {
      await (toggle.checked ? switchOn() : switchOff());
      status.textContent = toggle.checked ? status.dataset.on : status.dataset.off;
      await show();
    });
    here.hidden = false;
    document.querySelector("[data-unable]").hidden = true;
  };
  start().catch(() => {}); // the browser lets nothing be kept: the page says so
})();
