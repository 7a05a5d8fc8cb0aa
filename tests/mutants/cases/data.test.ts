import { itNotices, itNoticesBeforeCreation } from "../itNotices.js";
import { dataMutants, unknownDataMutants } from "./data.js";

itNotices(dataMutants);
itNoticesBeforeCreation(unknownDataMutants);
