const TITLES = /^(dr|prof|ir|h|hj|drs|dra|st|se|sh|mr|mrs|ms)\.?$/i;

/** Returns up to two initials of a person's name, academic and courtesy titles left out. */
export function initials(name: string): string {
  const words = name
    .split(',')[0]
    ?.split(/\s+/)
    .filter(word => word && !TITLES.test(word));
  const first = words?.[0]?.[0] ?? '';
  const last = words && words.length > 1 ? (words[words.length - 1]?.[0] ?? '') : '';
  return (first + last).toUpperCase();
}
