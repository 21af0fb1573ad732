// Sections 10, 11, 18 and 19: what a stock Community Solid Server does instead, by row.

export const access: Readonly<Record<string, string>> = {}
