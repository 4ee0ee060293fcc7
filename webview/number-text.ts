/** A number with its thousands apart, as English has it; the browser's own way sets up tables of all languages first. */
export const numberText = (number: number): string => String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
