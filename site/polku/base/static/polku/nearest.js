// The nearest first. The device says where it is, and that never leaves it: the cards carry where
// they are, further pages of the same list are fetched as anybody sees them, and all is put in
// order here.
(() => {
  "use strict";
  const MOST_PAGES = 8;
  const EARTH = 6371; // kilometres
  let before = null; // the lists with their items as they were, while the nearest come first

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

  // One list, or one in each group; while the nearest come first, all stand in the first one.
  const listsBeside = (bar) => [...bar.parentElement.querySelectorAll("ul.grid")];
  const itemsBeside = (bar) => listsBeside(bar).flatMap((list) => [...list.children]);

  // All pages of this list, up to a limit, whichever of them is shown.
  const allItems = async (bar) => {
    const shown = Number(bar.dataset.page);
    const pages = Math.min(Number(bar.dataset.pages), MOST_PAGES);
    const items = [];
    for (let number = 1; number <= pages; number += 1) {
      if (number === shown) {
        items.push(...itemsBeside(bar));
        continue;
      }
      const asked = new URLSearchParams(location.search);
      asked.set("page", number);
      const answer = await fetch(`${location.pathname}?${asked}`);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("[data-nearest]");
      if (found) items.push(...itemsBeside(found).map((item) => document.importNode(item, true)));
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

  const nearestFirst = async (bar) => {
    const button = bar.querySelector("button");
    button.disabled = true;
    say(bar, bar.dataset.wait);
    try {
      const from = await where();
      const items = await allItems(bar);
      before = listsBeside(bar).map((list) => [list, [...list.children]]);
      const cards = items.map((item) => {
        const card = item.querySelector("[data-lat]");
        return { item, card, distance: card ? kilometres(from, card) : Infinity };
      });
      for (const { card, distance } of cards) if (card) sayDistance(bar, card, distance);
      // What says no place keeps its order, after all others.
      cards.sort((one, other) => (one.distance === other.distance ? 0 : one.distance - other.distance));
      listsBeside(bar)[0].replaceChildren(...cards.map(({ item }) => item));
      bar.parentElement.classList.add("by-distance");
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

  const asBefore = (bar) => {
    for (const line of bar.parentElement.querySelectorAll(".distance")) line.remove();
    for (const [list, items] of before) list.replaceChildren(...items);
    before = null;
    bar.parentElement.classList.remove("by-distance");
    bar.querySelector("button").setAttribute("aria-pressed", "false");
    say(bar, "");
    for (const more of document.querySelectorAll(".pagination")) more.hidden = false;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-nearest] button");
    if (!button) return;
    const bar = button.closest("[data-nearest]");
    if (button.getAttribute("aria-pressed") === "true") asBefore(bar);
    else nearestFirst(bar);
  });

  const show = () => {
    const bar = document.querySelector("[data-nearest]");
    if (bar && navigator.geolocation && document.querySelector("[data-lat]")) bar.hidden = false;
  };
  document.addEventListener("htmx:load", show);
  show();
})();
