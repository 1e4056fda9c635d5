// The page of the saved list: what is on this device, and what one can do with a list by its link.
(() => {
  "use strict";
  const { read, write, add, show } = window.polkuSaved;
  const status = document.querySelector("[data-saved-status]");
  const find = (name) => document.querySelector(`[data-${name}]`);

  const say = (words, undo) => {
    status.replaceChildren(document.createTextNode(words));
    if (undo) status.append(" ", undo);
  };
  const isKept = () => {
    try {
      localStorage.setItem("polku.try", "1");
      localStorage.removeItem("polku.try");
      return true;
    } catch {
      return false;
    }
  };

  // ---- what is on this device
  const here = find("saved-here");
  if (here) {
    find("saved-without").hidden = true;
    find("saved-cannot").hidden = isKept();
    here.hidden = !isKept();
    const template = find("saved-row");

    const undo = (before) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button text";
      button.textContent = template.dataset.undo;
      button.addEventListener("click", () => {
        write(before);
        status.replaceChildren();
        show();
        focusRow(0);
      });
      return button;
    };
    const focusRow = (place) => {
      const rows = here.querySelectorAll("[data-saved-rows] button");
      (rows[Math.min(place, rows.length - 1)] || document.getElementById("main")).focus();
    };
    const change = (kept, words, place) => {
      const before = read();
      if (!write(kept)) return;
      show();
      say(words, undo(before));
      focusRow(place);
    };

    const row = (one, place) => {
      const made = template.content.firstElementChild.cloneNode(true);
      const link = made.querySelector("a");
      link.textContent = one.title;
      link.lang = one.lang;
      link.dir = "auto";
      // Only ever a page of this site.
      link.href = String(one.href).replace(/^[^/]*\/*/, "/");
      made.querySelector("[data-title]").textContent = one.title;
      made.querySelector("[data-title]").lang = one.lang;
      made.querySelector("button").addEventListener("click", () =>
        change(read().filter((other) => other.key !== one.key), template.dataset.said, place));
      return made;
    };
    // The same list is not drawn twice: the focus in it would be lost.
    let drawn = "";
    const fill = () => {
      const kept = read();
      if (JSON.stringify(kept) === drawn) return;
      drawn = JSON.stringify(kept);
      find("saved-some").hidden = !kept.length;
      find("saved-none").hidden = kept.length > 0;
      find("saved-rows").replaceChildren(...kept.map(row));
      const asked = new URLSearchParams(kept.map((one) => ["a", one.key]));
      find("saved-open").href = `${here.dataset.address}?${asked}`;
    };
    document.addEventListener("polku:saved", fill);
    find("saved-empty").addEventListener("click", (event) =>
      change([], event.currentTarget.dataset.said, 0));
    fill();
  }

  // ---- a list by its link
  const address = document.getElementById("saved-address");
  const share = find("share");
  if (share && navigator.share) {
    share.hidden = false;
    share.addEventListener("click", () =>
      navigator.share({ title: document.title, url: address.value }).catch(() => {}));
  }
  const copy = find("copy");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", () =>
      navigator.clipboard.writeText(address.value).then(
        () => say(copy.dataset.said), () => address.select()));
  }
  const keep = find("saved-keep");
  if (keep) {
    keep.hidden = false;
    keep.addEventListener("click", () => {
      if (!add(keep, [...document.querySelectorAll("main button[data-save]")])) return;
      show();
      say(keep.dataset.said);
    });
  }
})();
