import Image from "next/image";
import Link from "next/link";

export default function Home() {
  return (
    <main>
      <Image src="/next.svg" alt="Next.js" width={180} height={38} unoptimized priority />
      <h1>The first page</h1>
      <Link id="inner" href="/about">
        About
      </Link>
    </main>
  );
}
