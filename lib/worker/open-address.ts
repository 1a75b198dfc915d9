import { NodeHost } from "@/lib/adapters/host/node-host";
import { readServedCertificate } from "@/lib/adapters/host/read-served-certificate";
import type { Environment } from "@/lib/env";
import type { AddressServices } from "@/lib/use-cases/address/show-address";

/** How the panel itself is reached. */
export function openAddress({ url, bind, port, scheme, inContainer, data }: Environment): AddressServices {
  const host = new NodeHost(inContainer ? { data } : null);
  return {
    ...{ url, bind, port, scheme },
    readCertificate: readServedCertificate,
    signInTarget: () => host.signInTarget(),
  };
}
