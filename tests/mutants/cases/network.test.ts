import { itNotices, itNoticesBeforeCreation } from "../itNotices.js";
import { networkMutants, unknownNetworkMutants } from "./network.js";

itNotices(networkMutants);
itNoticesBeforeCreation(unknownNetworkMutants);
