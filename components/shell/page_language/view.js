// The server names a language by the link and the browser; the learner may have chosen another since.

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data }) {
  if (document.documentElement.lang !== data.language) {
    document.documentElement.lang = data.language;
  }
}
