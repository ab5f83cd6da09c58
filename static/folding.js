// The same folding as on the server: no marks, đ as d, quy as qui.
export function folded(text) {
  const bare = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
  return bare
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => word.replaceAll("quy", "qui"))
    .join(" ");
}
