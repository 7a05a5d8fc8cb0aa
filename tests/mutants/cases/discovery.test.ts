import { itNotices } from "../itNotices.js";
import { discoveryMutants } from "./discovery.js";

itNotices(discoveryMutants);
