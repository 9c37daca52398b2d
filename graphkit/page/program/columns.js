// The tables of the file: columns, long ones of numbers packed as base64.
graphkit.columns = (() => {
  const ARRAYS = { u1: Uint8Array, i1: Int8Array, u2: Uint16Array, i2: Int16Array, u4: Uint32Array, i4: Int32Array };

  function bytesOf(base64) {
    const { fromBase64 } = /** @type {any} */ (Uint8Array);
    if (fromBase64) return fromBase64.call(Uint8Array, base64); // in browsers since 2025, and several times as fast
    const text = atob(base64), bytes = new Uint8Array(text.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
    return bytes;
  }

  function unpack({ type, scale, none, base64 }) {
    const whole = new ARRAYS[type](bytesOf(base64).buffer);
    const values = new Array(whole.length);
    for (let at = 0; at < values.length; at++) values[at] = whole[at] === none ? null : scale === 1 ? whole[at] : whole[at] / scale;
    return values;
  }

  /** A column as an array, however the file has it. */
  function read(column) {
    if (column === undefined) return [];
    if (Array.isArray(column)) return column;
    if (column.base64 !== undefined) return unpack(column);
    const flat = unpack(column.flat);
    let at = 0;
    return unpack(column.counts).map((count) => {
      at += count;
      return flat.slice(at - count, at);
    });
  }

  /** Columns of one length, with null where the file has nothing. */
  function columnsOf(table, fields, key) {
    const columns = { size: read(table[key]).length };
    for (const field of fields) {
      const column = read(table[field]);
      while (column.length < columns.size) column.push(null);
      columns[field] = column;
    }
    return columns;
  }

  function rowsOf({ size, ...columns }) {
    const rows = Array.from({ length: size }, () => ({}));
    for (const [field, column] of Object.entries(columns)) for (let row = 0; row < size; row++) rows[row][field] = column[row];
    return rows;
  }

  return { columnsOf, rowsOf };
})();
