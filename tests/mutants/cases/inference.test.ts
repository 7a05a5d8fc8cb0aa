import { itNotices } from "../itNotices.js";
import { inferenceMutants } from "./inference.js";

itNotices(inferenceMutants);
