import { MemoryVolumeFiles } from "@/lib/ports/fakes/memory-volume-files";
import { volumeFilesContract } from "@/lib/ports/volume-files.contract";

volumeFilesContract("in memory", async () => {
  const files = new MemoryVolumeFiles();
  const at = { container: "c1", folder: "/home/deno/functions" };
  files.put(at.container, at.folder, "", "folder");
  return {
    files,
    ...at,
    stop: async () => void files.stopped.add(at.container),
    start: async () => void files.stopped.delete(at.container),
  };
});
