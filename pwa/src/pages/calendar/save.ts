/** Saves the file at an address, as a tap on a link to it would; a failure stays with the browser's downloads. */
export function saveFrom(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

/** Long after any browser has taken a file that was handed to it. */
const TAKEN_MS = 60_000;

/** Saves a text that was made on this phone as a file of a media type. */
export function saveText(text: string, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  saveFrom(address, name);
  setTimeout(() => URL.revokeObjectURL(address), TAKEN_MS);
}
