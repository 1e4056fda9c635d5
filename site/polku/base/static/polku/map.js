// The map of a list, after a press of its button: until then nothing of it is loaded. The list
// beside it says the same, so that nobody needs the map.
(() => {
  "use strict";
  const CELL = 64; // of the grid by which near ones are put together, in pixels
  const CLOSEST = 16; // from this zoom on, those near each other are listed
  const ONE_PLACE = 20; // metres
  const ROOM = { padding: [40, 40], maxZoom: CLOSEST };
  const BESIDE_ZOOM = { autoPanPaddingTopLeft: [8, 8], autoPanPaddingBottomRight: [8, 130] };
  let isWanted = false; // stays where a choice brings another answer

  const loaded = (element, address) =>
    new Promise((resolve, reject) => {
      const part = document.createElement(element);
      part.addEventListener("load", resolve);
      part.addEventListener("error", reject);
      if (element === "link") part.rel = "stylesheet";
      part[element === "link" ? "href" : "src"] = address;
      document.head.append(part);
    });

  const pointsOf = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    return (await answer.json()).points;
  };

  const at = (point) => [point.latitude, point.longitude];

  const grouped = (map, points) => {
    const cells = new Map();
    for (const point of points) {
      const { x, y } = map.project(at(point));
      const cell = `${Math.floor(x / CELL)}:${Math.floor(y / CELL)}`;
      cells.set(cell, [...(cells.get(cell) || []), point]);
    }
    return [...cells.values()];
  };

  const list = (points) => {
    const items = document.createElement("ul");
    items.className = "plain";
    for (const point of points) {
      const link = document.createElement("a");
      link.href = point.url;
      link.lang = point.language;
      link.dir = point.direction;
      link.textContent = point.title;
      const when = document.createElement("p");
      when.textContent = point.when;
      const item = document.createElement("li");
      item.append(link, when);
      items.append(item);
    }
    return items;
  };

  const draw = (holder, points) => {
    const map = L.map(holder, { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false });
    map.attributionControl.setPrefix(false);
    // Below, where no window of a sign comes: Leaflet leaves room for them there.
    const corner = document.dir === "rtl" ? "bottomleft" : "bottomright";
    for (const control of [map.attributionControl, map.zoomControl]) control.setPosition(corner);
    // Tile servers want to know which site asks them; they are told that and no address on it.
    const tiles = { attribution: holder.dataset.attribution, maxZoom: 19, referrerPolicy: "strict-origin" };
    L.tileLayer(holder.dataset.tiles, tiles).addTo(map);

    const signs = L.layerGroup().addTo(map);
    const signOf = new Map(); // of each point

    const put = () => {
      signs.clearLayers();
      for (const near of grouped(map, points)) {
        const sign = signOfAll(near).addTo(signs);
        for (const point of near) signOf.set(point, sign);
      }
    };

    const signOfAll = (near) => {
      const isOne = near.length === 1;
      const label = isOne ? near[0].title : holder.dataset.several.replace("{number}", near.length);
      const bounds = L.latLngBounds(near.map(at));
      const icon = L.divIcon({
        className: isOne ? "map-sign" : "map-sign several",
        html: isOne ? "" : near.length,
        iconSize: [44, 44],
      });
      const sign = L.marker(bounds.getCenter(), { icon, title: label, riseOnHover: true });
      sign.on("add", () => sign.getElement().setAttribute("aria-label", label));

      const open = () => {
        const width = bounds.getNorthEast().distanceTo(bounds.getSouthWest());
        if (isOne || width < ONE_PLACE || map.getZoom() >= CLOSEST) {
          show(near, bounds.getCenter());
        } else {
          map.fitBounds(bounds, ROOM);
          signOf.get(near[0]).getElement().focus();
        }
      };
      sign.on("click", open);
      sign.on("keypress", ({ originalEvent }) => {
        if (!["Enter", " "].includes(originalEvent.key)) return;
        originalEvent.preventDefault();
        open();
      });
      return sign;
    };

    const show = (near, middle) => {
      const popup = L.popup({ maxWidth: 230, maxHeight: 220, offset: [0, -14], ...BESIDE_ZOOM });
      popup.setLatLng(middle).setContent(list(near)).openOn(map);
      name(".leaflet-popup-close-button", holder.dataset.close);
      popup.getElement().querySelector("a").focus();
      popup.once("remove", () => signOf.get(near[0]).getElement().focus());
    };

    // Leaflet names these in English.
    const name = (selector, words) => {
      const control = holder.querySelector(selector);
      control.title = words;
      control.setAttribute("aria-label", words);
    };

    map.fitBounds(points.map(at), { ...ROOM, maxZoom: 15 });
    put();
    map.on("zoomend", put);
    name(".leaflet-control-zoom-in", holder.dataset.zoomIn);
    name(".leaflet-control-zoom-out", holder.dataset.zoomOut);
    holder.addEventListener("keydown", (event) => {
      if (event.key === "Escape") map.closePopup();
    });
  };

  const bring = async (part) => {
    const button = part.querySelector("button");
    const holder = document.querySelector(".with-map > .map");
    const status = part.querySelector("[role=status]");
    const { theirs, ours, script, points } = holder.dataset;
    button.disabled = true;
    status.textContent = "";
    try {
      const files = window.L ? [] : [loaded("link", theirs), loaded("link", ours), loaded("script", script)];
      const [found] = await Promise.all([pointsOf(points), ...files]);
      button.hidden = true;
      if (found.length) {
        holder.hidden = false;
        draw(holder, found);
      } else status.textContent = holder.dataset.none;
    } catch {
      button.disabled = false;
      status.textContent = holder.dataset.failed;
    }
  };

  document.addEventListener("click", async (event) => {
    const part = event.target.closest("[data-map] > button")?.parentElement;
    if (!part) return;
    isWanted = true;
    await bring(part);
    document.querySelector(".with-map > .map").focus();
  });

  const offer = () => {
    const part = document.querySelector("[data-map][hidden]");
    if (!part) return;
    part.hidden = false;
    if (isWanted) bring(part);
  };
  document.addEventListener("htmx:load", offer);
  offer();
})();
