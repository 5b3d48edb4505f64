/** @type {(value: number) => string} as few digits as it needs, with a real minus sign */
export const write = (value) => String(+value.toFixed(2)).replace("-", "−");
