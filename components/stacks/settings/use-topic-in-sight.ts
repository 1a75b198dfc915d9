"use client";

import { useEffect, useState } from "react";

/** Below the page's bar, and above the middle: the topic there is the one that is read. */
const READING_BAND = "-64px 0px -60% 0px";

/** The topic that is being read, by the place of its section on the screen; undefined above the first. */
export function useTopicInSight(ids: readonly string[]): string | undefined {
  const [inSight, setInSight] = useState<ReadonlySet<string>>(new Set());
  const key = ids.join(" ");
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) =>
        setInSight((before) => {
          const now = new Set(before);
          for (const { target, isIntersecting } of entries) {
            if (isIntersecting) now.add(target.id);
            else now.delete(target.id);
          }
          return now;
        }),
      { rootMargin: READING_BAND },
    );
    for (const id of key.split(" ")) {
      const section = document.getElementById(`topic-${id}`);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [key]);
  return ids.find((id) => inSight.has(`topic-${id}`));
}
