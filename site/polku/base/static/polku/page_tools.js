// What a person does with a page: read it aloud, share it, copy its link. Each tool shows itself
// only where the device can do it; the page is whole without them.
(() => {
  "use strict";
  const label = (button, words) => {
    button.querySelector("span").textContent = words;
  };

  // ---- share, or copy the link ------------------------------------------------------------------
  const share = document.querySelector("[data-share]");
  if (share && navigator.share) {
    share.hidden = false;
    document.querySelector("[data-share-mail]").hidden = true;
    share.addEventListener("click", () => {
      const shared = { title: share.dataset.title, url: share.dataset.address };
      navigator.share(shared).catch(() => {}); // who closes the sheet has changed their mind
    });
  }
  const copy = document.querySelector("[data-copy]");
  if (copy && navigator.clipboard) {
    const button = copy.querySelector("button");
    copy.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.address);
      copy.querySelector("[role=status]").textContent = button.dataset.done;
    });
  }

  // ---- the map of a phone that knows no geo: links ---------------------------------------------
  if (/iPhone|iPad|iPod|Macintosh/.test(navigator.userAgent)) {
    for (const link of document.querySelectorAll("a[data-apple]")) link.href = link.dataset.apple;
  }

  // ---- read aloud ---------------------------------------------------------------------------------
  const holder = document.querySelector("[data-aloud]");
  const speech = window.speechSynthesis;
  if (!holder || !speech) return;
  const [begin, stop] = holder.querySelectorAll("button");
  let waiting = []; // what is still to be read
  let state = "still"; // still, reading, paused

  // Voices of the device only: others send the text to the maker of the browser.
  const voiceFor = (language) => {
    const tongue = language.toLowerCase().split("-")[0];
    return speech
      .getVoices()
      .find((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === tongue);
  };
  const languageOf = (element) => element.closest("[lang]").lang;

  // The pieces of text in the order of the page, each with the voice of its own language. Long
  // ones are cut into sentences, since some voices fall silent after a quarter of a minute.
  const LEAVES = "h1, h2, h3, h4, p, li, dt, dd, td, th, blockquote, figcaption, summary";
  const pieces = () => {
    const found = [];
    for (const part of document.querySelectorAll("[data-read]")) {
      const leaves = part.matches(LEAVES) ? [part] : part.querySelectorAll(LEAVES);
      for (const leaf of leaves) {
        if (leaf.querySelector(LEAVES) || leaf.closest("[data-mute]") || !leaf.offsetParent) continue;
        const marked = leaf.children.length === 1 && leaf.firstElementChild.lang ? leaf.firstElementChild : leaf;
        const voice = voiceFor(languageOf(marked));
        if (!voice) continue;
        for (const text of leaf.innerText.match(/[^.!?؟。！？\n]+[.!?؟。！？]*/g) || [])
          if (text.trim()) found.push({ text: text.trim(), voice });
      }
    }
    return found;
  };

  const show = (next) => {
    state = next;
    const words = { still: "begin", reading: "pause", paused: "goOn" };
    label(begin, begin.dataset[words[state]]);
    stop.hidden = state === "still";
  };
  const readOn = () => {
    const piece = waiting.shift();
    if (!piece) return show("still");
    const said = new SpeechSynthesisUtterance(piece.text);
    said.voice = piece.voice;
    said.lang = piece.voice.lang;
    said.onend = () => state === "reading" && readOn();
    said.onerror = () => state === "reading" && finish();
    // A pause begins this piece again: not every device can go on inside one.
    readOn.now = piece;
    speech.speak(said);
  };
  const finish = () => {
    waiting = [];
    show("still");
    speech.cancel();
  };
  begin.addEventListener("click", () => {
    if (state === "reading") {
      waiting.unshift(readOn.now);
      show("paused");
      speech.cancel();
      return;
    }
    if (state === "still") waiting = pieces();
    show("reading");
    readOn();
  });
  stop.addEventListener("click", () => {
    finish();
    begin.focus();
  });
  window.addEventListener("pagehide", finish);

  // Voices come a while after the page. The button stands for the text of the page.
  const offer = () => {
    const text = document.querySelector("[data-read]");
    holder.hidden = !(text && voiceFor(languageOf(text)));
  };
  speech.addEventListener?.("voiceschanged", offer);
  offer();
})();
