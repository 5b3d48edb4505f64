/* Tries again now and then, and opens the lesson as soon as a seat is free. */
setInterval(async () => {
  try {
    const answer = await fetch(location.href, {
      headers: { Accept: "text/html" },
      cache: "no-store",
    });
    if (answer.ok) location.reload();
  } catch {
    /* the network may be back next time */
  }
}, 20000);
