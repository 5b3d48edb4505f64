// Links as others can open them; touches no page.

/** @import { Payload } from "./payload.d.ts" */

// Host names by which a browser reaches nothing but its own computer.
const LOCAL = /^(localhost|.+\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/;
// Presenting is for the teacher's screen; a run and the cards belong to the learner.
const PERSONAL = ["present", "run", "cards"];

/** @type {(link: string) => boolean} whether only this computer can open it */
export const isLocal = (link) => LOCAL.test(new URL(link).hostname);

/**
 * Return the link to a page, at the public address where the browser's own leads to itself only.
 * @param {URL} url
 * @param {string} publicUrl "" where there is none
 */
export function publicLink(url, publicUrl) {
  if (!publicUrl || !isLocal(url.href)) return url.href;
  return new URL(url.pathname.split("/").pop() + url.search, `${publicUrl}/`).href;
}

/**
 * Return the link to share: of the payload's page, or of the address bar without personal values.
 * @param {Pick<Payload, "page" | "query" | "publicAddress">} data
 * @param {string} address of the browser's page
 */
export function linkToShare({ page, query, publicAddress }, address) {
  if (page !== null) return publicLink(new URL(`${page}${query}`, address), publicAddress.url);
  const url = new URL(address);
  for (const name of PERSONAL) url.searchParams.delete(name);
  url.hash = "";
  return publicLink(url, publicAddress.url);
}
