// The lesson's own texts, as Python reads them (components/ui/lesson_text.py).

import { readFileSync } from "node:fs";
import { join } from "node:path";

const LESSONS = join(import.meta.dirname, "..", "..", "lessons", "en");

/**
 * Return what a view shows and speaks, by key: the entries of a lesson's section `view <view>`.
 * @param {string} lesson
 * @param {string} view
 * @returns {Record<string, string>}
 */
export function lessonWords(lesson, view) {
  const text = readFileSync(join(LESSONS, `${lesson}.md`), "utf8");
  const section = text.split(/^## /m).find((each) => each.startsWith(`view ${view}\n`));
  if (!section) throw new Error(`${lesson}.md has no section "view ${view}"`);
  const entries = [...section.matchAll(/^- (.+?): (.+)$/gm)];
  return Object.fromEntries(entries.map(([, key, words]) => [key, words]));
}
