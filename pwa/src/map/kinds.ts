/** The groups that booths fall into, each with the letter that stands beside its colour. */
export const KINDS = ['N', 'P', 'K', 'T', 'B', 'G'] as const;
export type Kind = (typeof KINDS)[number];

const KIND_OF: Readonly<Record<string, Kind>> = {
  kementerian: 'N',
  lembaga: 'N',
  polri: 'N',
  provinsi: 'P',
  kabupaten: 'K',
  kota: 'T',
  bumn: 'B',
  galeri: 'G',
};

/** The kind of a booth's category; null for a free booth and for categories we have no letter for. */
export const kindOf = (category: string): Kind | null => KIND_OF[category] ?? null;
