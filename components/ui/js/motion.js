export const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** @type {(share: number) => number} */
export const easeInOut = (share) =>
  share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) * (1 - share);
