// Sections 6 to 9: what a stock Community Solid Server does instead, by row.

export const resources: Readonly<Record<string, string>> = {}
