// Spanish, by the English words.
export const spanish = {};
