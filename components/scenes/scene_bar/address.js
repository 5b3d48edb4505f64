// The scene in an address.

/**
 * Return the scene that an address names, from 1; undefined where it names none.
 * @param {string} search the address's query, as `location.search`
 */
export function sceneOf(search) {
  const named = Number(new URLSearchParams(search).get("scene"));
  return Number.isInteger(named) && named >= 1 ? named : undefined;
}

/**
 * Return a query that names a scene, or none, and is otherwise the same.
 * @param {string} search
 * @param {number | undefined} scene
 */
export function withScene(search, scene) {
  const others = search.slice(1).split("&");
  const kept = others.filter((each) => each && !each.startsWith("scene="));
  const named = scene === undefined ? kept : [`scene=${scene}`, ...kept];
  return named.length ? `?${named.join("&")}` : "";
}
