// What scripts leave on the page for one another.

interface Window {
  /** The modules of all bundles (ui/widget_bundles.py), by the digest in their address. */
  unrolledModules?: Record<string, { define: Function; need: Function }>;
  /** The session to return to, set by shell/tab_storage for server/shell/recovery.js. */
  unrolledSession?: string;
  /** The address bar's changes still to write: shell/history_throttle is mounted on every page. */
  unrolledAddress?: {
    budget: import("../../shell/history_throttle/change_budget.js").ChangeBudget;
    pending: [state: unknown, url: URL] | null;
    timer: ReturnType<typeof setTimeout> | 0;
    /** The scene that the browser's Back led to, until it is shown. */
    wanted?: number;
    /** The scene that the learner turned to, until the address names it. */
    turnedTo?: number;
  };
}
