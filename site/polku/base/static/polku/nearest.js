// The nearest first. The device says where it is, and that never leaves it: the cards carry where
// they are, further pages of the same list are fetched as anybody sees them, and all is put in
// order here.
(() => {
  "use strict";
  const MOST_PAGES = 8;
  const EARTH = 6371; // kilometres
  let before = null; // the items as they were, while the nearest come first

  const radians = (degrees) => (degrees * Math.PI) / 180;
  const kilometres = (from, card) => {
    const [lat, lon] = [Number(card.dataset.lat), Number(card.dataset.lon)];
    const north = Math.sin(radians(lat - from.latitude) / 2);
    const east = Math.sin(radians(lon - from.longitude) / 2);
    const part = north ** 2 + Math.cos(radians(lat)) * Math.cos(radians(from.latitude)) * east ** 2;
    return 2 * EARTH * Math.asin(Math.sqrt(part));
  };

  const written = (distance) => {
    const options = { style: "unit", unit: "kilometer", maximumFractionDigits: distance < 10 ? 1 : 0 };
    return new Intl.NumberFormat(document.documentElement.lang, options).format(distance);
  };

  const where = () =>
    new Promise((resolve, reject) => {
      navigator.geolocation.getCurrentPosition((found) => resolve(found.coords), reject, {
        timeout: 20000,
        maximumAge: 300000,
      });
    });

  // All pages of this list, up to a limit, whichever of them is shown.
  const allItems = async (bar, list) => {
    const shown = Number(bar.dataset.page);
    const pages = Math.min(Number(bar.dataset.pages), MOST_PAGES);
    const items = [];
    for (let number = 1; number <= pages; number += 1) {
      if (number === shown) {
        items.push(...list.children);
        continue;
      }
      const asked = new URLSearchParams(location.search);
      asked.set("page", number);
      const answer = await fetch(`${location.pathname}?${asked}`);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("[data-nearest] ~ ul.grid");
      if (found) items.push(...[...found.children].map((item) => document.importNode(item, true)));
    }
    return items;
  };

  const sayDistance = (bar, card, distance) => {
    const line = document.createElement("li");
    line.className = "distance";
    const name = document.createElement("span");
    name.className = "visually-hidden";
    name.textContent = `${bar.dataset.distance} `;
    const value = document.createElement("bdi");
    value.textContent = written(distance);
    const words = document.createElement("strong");
    words.append(name, value);
    line.append(words);
    card.querySelector(".facts").prepend(line);
  };

  const say = (bar, words) => {
    bar.querySelector("[role=status]").textContent = words;
  };

  const nearestFirst = async (bar, list) => {
    const button = bar.querySelector("button");
    button.disabled = true;
    say(bar, bar.dataset.wait);
    try {
      const from = await where();
      const items = await allItems(bar, list);
      before = [...list.children];
      const cards = items.map((item) => {
        const card = item.querySelector("[data-lat]");
        return { item, card, distance: card ? kilometres(from, card) : Infinity };
      });
      for (const { card, distance } of cards) if (card) sayDistance(bar, card, distance);
      // What says no place keeps its order, after all others.
      cards.sort((one, other) => (one.distance === other.distance ? 0 : one.distance - other.distance));
      list.replaceChildren(...cards.map(({ item }) => item));
      button.setAttribute("aria-pressed", "true");
      const isAll = Number(bar.dataset.pages) <= MOST_PAGES;
      say(bar, isAll ? bar.dataset.all : bar.dataset.some);
      for (const more of document.querySelectorAll(".pagination")) more.hidden = true;
      document.dispatchEvent(new CustomEvent("htmx:load"));
    } catch (problem) {
      say(bar, problem.code === 1 ? bar.dataset.denied : bar.dataset.failed);
    }
    button.disabled = false;
    button.focus();
  };

  const asBefore = (bar, list) => {
    for (const line of list.querySelectorAll(".distance")) line.remove();
    list.replaceChildren(...before);
    before = null;
    bar.querySelector("button").setAttribute("aria-pressed", "false");
    say(bar, "");
    for (const more of document.querySelectorAll(".pagination")) more.hidden = false;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-nearest] button");
    if (!button) return;
    const bar = button.closest("[data-nearest]");
    const list = bar.parentElement.querySelector(":scope > ul.grid");
    if (!list) return;
    if (button.getAttribute("aria-pressed") === "true") asBefore(bar, list);
    else nearestFirst(bar, list);
  });

  const show = () => {
    const bar = document.querySelector("[data-nearest]");
    if (bar && navigator.geolocation && document.querySelector("[data-lat]")) bar.hidden = false;
  };
  document.addEventListener("htmx:load", show);
  show();
})();
