// A picture that is pointed at: a passing hover by mouse alone, a choice by mouse or finger.

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
