// Enhances pages that work without it. Stores nothing and calls nobody.
"use strict";

// Ctrl+Enter (⌘+Enter) sends the form from inside a text.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target instanceof HTMLTextAreaElement ? event.target.form : null;
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button.primary"));
});

// Leaving a page with words that were not sent asks first.
const unsent = new Set();
for (const form of document.querySelectorAll("form[data-keep]")) {
  if (form.dataset.keep === "unsent") unsent.add(form);
  form.addEventListener("input", () => unsent.add(form));
  form.addEventListener("submit", () => unsent.delete(form));
}
window.addEventListener("beforeunload", (event) => {
  if (unsent.size > 0) event.preventDefault();
});

// What was typed is kept as a draft every twenty seconds, so that nothing is lost with the machine.
const AUTOSAVE_EVERY = 20_000;
for (const form of document.querySelectorAll("form")) {
  const keep = form.querySelector("button[formaction='/drafts']");
  if (!keep) continue;
  let typed = false;
  let waiting = false;
  form.addEventListener("input", () => (typed = true));
  form.addEventListener("submit", () => (typed = false));
  const keeping = setInterval(async () => {
    if (!typed || waiting) return;
    typed = false;
    waiting = true;
    try {
      const answer = await fetch("/drafts", {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "application/json" },
      });
      if (answer.status === 409) {
        // Elsewhere it was written on, or recorded: what both say is for the writer to decide.
        clearInterval(keeping);
        keep.textContent = "下書きに残す（別の画面で変わったため、自動では残せません）";
        return;
      }
      if (!answer.ok) throw new Error(answer.status);
      const saved = await answer.json();
      form.elements.draft.value = saved.draft;
      form.elements.draft_seen.value = saved.draft_seen;
      keep.textContent = "下書きに残す（自動で残しました）";
    } catch {
      typed = true;
      keep.textContent = "下書きに残す（まだ残せていません）";
    }
    waiting = false;
  }, AUTOSAVE_EVERY);
}

// 一番困っていること: only what is ticked can be chosen, and only a choice of two is a question.
const most = document.querySelector("[data-most]");
if (most) {
  const ticks = [...document.querySelectorAll("input[name=topics]")];
  const narrow = () => {
    const ticked = new Set(ticks.filter((tick) => tick.checked).map((tick) => tick.value));
    for (const choice of most.querySelectorAll("input")) {
      const shown = ticked.has(choice.value);
      choice.closest(".tick").hidden = !shown;
      if (!shown) choice.checked = false;
    }
    most.hidden = ticked.size < 2;
  };
  for (const tick of ticks) tick.addEventListener("change", narrow);
  narrow();
}

// What is too large or too many is said before it is sent, while the browser still has the files.
for (const input of document.querySelectorAll("input[type=file]")) {
  const { largest, limit } = input.dataset;
  const said = document.getElementById(`${input.id}-said`);
  input.addEventListener("change", () => {
    const large = [...input.files].find((file) => file.size > Number(largest));
    said.textContent = "";
    if (input.files.length > Number(limit)) said.textContent = `＊1回に添付できるのは${limit}個までです。`;
    else if (large) said.textContent = `＊「${large.name}」は${largest / 1024}KBを超えています。`;
  });
  input.form.addEventListener("submit", (event) => {
    if (!said.textContent) return;
    event.preventDefault();
    unsent.add(input.form);
    input.focus();
  });
}
