// What every page needs: messages, local times, menus, drag and drop. The pages work without it.
(() => {
  "use strict";
  const $ = (selector, within = document) => within.querySelector(selector);
  const root = document.documentElement;
  root.classList.add("js");
  if (/Mac|iPhone|iPad/.test(navigator.platform)) root.classList.add("apple");

  // ── small things ──────────────────────────────────────────────────────────
  let toastTimer;
  function toast(words) {
    $(".toast")?.remove();
    const element = Object.assign(document.createElement("div"), { className: "toast", textContent: words });
    element.setAttribute("role", "status");
    document.body.append(element);
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => element.remove(), 6000);
  }
  // Times are printed in UTC and shown as the reader's clock has them.
  const clock = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
  function localTimes(within = document) {
    for (const time of within.querySelectorAll("time[datetime]:not([title])")) {
      const at = new Date(time.dateTime);
      if (isNaN(at)) continue;
      time.title = time.textContent;
      time.textContent = clock.format(at);
    }
  }
  localTimes();
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-autosend]")) event.target.form.requestSubmit();
    if (event.target.matches("#filters select")) filter();
  });
  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-select]")) event.target.select(); });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  // ── files ─────────────────────────────────────────────────────────────────
  const drop = $("#drop");
  const megabytes = (bytes) => `${(bytes / 1048576).toFixed(1)} MB`;
  function send(form, address, words, bar, failed) {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = (event.loaded / event.total) * 100; };
    request.upload.onload = () => { words("Reading the file…"); bar.removeAttribute("value"); };
    request.onerror = () => failed("The connection broke off; nothing was kept. Try again.");
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* not ours: told below */ }
      if (answer.href) location.assign(answer.href); else failed(answer.problem ?? `The server answered ${request.status}.`);
    };
    request.send(form);
  }
  function tooLarge(file) {
    const limit = Number(document.body.dataset.limit);
    return limit && file.size > limit ? `${file.name} has ${megabytes(file.size)}; the limit is ${megabytes(limit)}.` : "";
  }
  function dropped(file) {
    const dialog = $("#uploading"), words = (text) => { $("#uploading-words").textContent = text; };
    const failed = (text) => { dialog.close(); toast(text); };
    const problem = tooLarge(file);
    if (problem) return toast(problem);
    words(file.name);
    dialog.showModal();
    const form = new FormData();
    form.append("file", file);
    send(form, document.body.dataset.drop, words, $("progress", dialog), failed);
  }
  if (drop) {
    let depth = 0;
    const files = (event) => event.dataTransfer?.types.includes("Files");
    addEventListener("dragenter", (event) => { if (files(event)) { depth++; drop.hidden = false; event.preventDefault(); } });
    addEventListener("dragover", (event) => { if (files(event)) event.preventDefault(); });
    addEventListener("dragleave", () => { if (--depth <= 0) { depth = 0; drop.hidden = true; } });
    addEventListener("drop", (event) => {
      if (!files(event)) return;
      event.preventDefault();
      depth = 0; drop.hidden = true;
      if (event.dataTransfer.files.length > 1) return toast("One file at a time, please.");
      dropped(event.dataTransfer.files[0]);
    });
  }
  const upload = $("#upload");
  upload?.addEventListener("submit", (event) => {
    event.preventDefault();
    const bar = $("progress", upload), button = $("button", upload);
    const failed = (text) => {
      bar.hidden = true; button.disabled = false;
      const field = $("#file").closest(".field");
      field.dataset.wrong = "";
      let place = $(".wrong", field);
      if (!place) { place = Object.assign(document.createElement("span"), { className: "wrong", id: "file-wrong" }); place.setAttribute("role", "alert"); field.append(place); }
      place.textContent = text;
      $("#file").setAttribute("aria-describedby", "file-wrong");
    };
    const problem = tooLarge($("#file").files[0]);
    if (problem) return failed(problem);
    bar.hidden = false; button.disabled = true;
    send(new FormData(upload), upload.action, () => {}, bar, failed);
  });

  // ── settings ──────────────────────────────────────────────────────────────
  $("#threshold")?.addEventListener("input", (event) => { $("#threshold-shown").textContent = `${event.target.value} %`; });

  window.countersign = { $, toast, localTimes };
})();
