// What waits in this phone to be sent, by its command id: {key, path, body, said, at, wasTried, problem}.
const NAME = "site";

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("confsys", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(NAME, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, work) {
  const base = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const deal = base.transaction(NAME, mode);
      const asked = work(deal.objectStore(NAME));
      deal.oncomplete = () => resolve(asked.result);
      deal.onerror = deal.onabort = () => reject(deal.error);
    });
  } finally {
    base.close();
  }
}

export const put = (each) => within("readwrite", (rows) => rows.put(each));
export const drop = (key) => within("readwrite", (rows) => rows.delete(key));
export const all = async () => (await within("readonly", (rows) => rows.getAll())).sort((one, other) => one.at - other.at);
