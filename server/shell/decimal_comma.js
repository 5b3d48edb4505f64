// Browsers take one decimal sign in number fields, that of their own language, and drop the other
// without a word: "2,3" becomes 23. A comma they dropped is written as a point. In a field of whole
// numbers it parts thousands, and may be dropped.
{
  /** @type {(target: EventTarget) => boolean} */
  const isDecimal = (target) =>
    target instanceof HTMLInputElement &&
    target.type === "number" &&
    !Number.isInteger(Number(target.step || 1));

  document.addEventListener("beforeinput", (event) => {
    const field = event.composedPath()[0];
    if (event.data !== "," || !isDecimal(field)) return;
    const done = new AbortController();
    const replace = () => {
      if (!done.signal.aborted) document.execCommand("insertText", false, ".");
      done.abort();
    };
    field.addEventListener("input", () => done.abort(), { signal: done.signal }); // it was taken
    field.addEventListener("keydown", replace, { signal: done.signal });
    setTimeout(replace);
  });
}
