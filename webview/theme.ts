/** Which of VS Code's four kinds of theme is on, by the class it puts on the body. */
export type ThemeKind = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

export function themeKind(): ThemeKind {
  const { classList } = document.body;
  if (classList.contains('vscode-high-contrast-light')) return 'high-contrast-light';
  if (classList.contains('vscode-high-contrast')) return 'high-contrast';
  return classList.contains('vscode-light') ? 'light' : 'dark';
}

/** Whether the reader has asked the system for less movement, or VS Code has. */
export function movesLess(): boolean {
  return (
    document.body.classList.contains('vscode-reduce-motion') ||
    window.matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}

/** VS Code changes a theme by setting the body's class and the variables on the root element. */
export function onThemeChange(listener: () => void): void {
  let waiting = false;
  const observer = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      listener();
    });
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

/** A variable of the theme as `#rrggbb` or `#rrggbbaa`; null where the theme leaves it out. */
export function themeColour(variable: string): string | null {
  const value = getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
  if (value === '') return null;
  if (/^#[0-9a-f]{6}([0-9a-f]{2})?$/i.test(value)) return value;
  const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (brush === null) return null;
  brush.fillStyle = value;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = brush.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue, alpha].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
