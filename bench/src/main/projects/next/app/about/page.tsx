"use client";

import { useState } from "react";

export default function About() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <h1>The second page</h1>
      <button onClick={() => setCount(count + 1)}>pressed {count} times</button>
    </main>
  );
}
