import { itNotices } from "../itNotices.js";
import { studioMutants } from "./studio.js";

itNotices(studioMutants);
