// A picture that is pointed at: a passing hover by mouse alone, a choice by mouse or finger.

/**
 * @param {HTMLElement | SVGElement} stage
 * @param {object} acts
 * @param {(event: any) => number | undefined} acts.under the index of what lies under a pointer
 * @param {(index: number | undefined) => void} acts.hover
 * @param {(index: number) => void} acts.choose
 * @param {(() => void) | null} acts.enter
 */
export function bindPointer(stage, { under, hover, choose, enter }) {
  stage.onpointerenter = enter;
  stage.onpointermove = (event) => {
    if (event.pointerType !== "touch") hover(under(event));
  };
  stage.onpointerleave = () => hover(undefined);
  stage.onclick = (event) => {
    const index = under(event);
    if (index !== undefined) choose(index);
  };
}
