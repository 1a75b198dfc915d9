import {
  ArrowUpRight,
  Box,
  FileText,
  History,
  KeyRound,
  Layers,
  LogOut,
  Play,
  Plus,
  Rocket,
  RotateCw,
  ScrollText,
  Server,
  Settings,
  Square,
  SunMoon,
} from "lucide-react";
import type { ReactNode } from "react";
import { GlyphTile } from "@/components/shell/kind-glyph";
import type { PaletteIcon, PaletteItem } from "@/components/shell/palette-item";

const icons: Record<PaletteIcon, ReactNode> = {
  stack: <Layers />,
  service: <Box />,
  logs: <ScrollText />,
  start: <Play />,
  stop: <Square />,
  restart: <RotateCw />,
  deploy: <Rocket />,
  new: <Plus />,
  open: <ArrowUpRight />,
  files: <FileText />,
  settings: <Settings />,
  keys: <KeyRound />,
  activity: <History />,
  engine: <Server />,
  theme: <SunMoon />,
  "sign-out": <LogOut />,
};

/** What stands before a line of the palette. */
export function PaletteSymbol({ item }: { readonly item: PaletteItem }) {
  if (item.kind) return <GlyphTile kind={item.kind} small />;
  return <span className="grid place-items-center text-ink-3">{item.icon && icons[item.icon]}</span>;
}
