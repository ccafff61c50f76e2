// swift-format-ignore-file
// Written by Rules/embed.sh from the files under Rules/; change those.

extension EmbeddedRules {
    /// Every rule file, by its path below Rules/.
    package static let files: [EmbeddedRules.File] = [
        File(path: "cn-cq/public-data-operation/2025-04-11.json", text: text1),
        File(path: "cn-cq/public-data-registration/2025-04-11.json", text: text2),
        File(path: "cn-gd-sz/data-trading/2023-03-01.json", text: text3),
        File(path: "cn-gz-gy/data-finance/2022-12-23.json", text: text4),
        File(path: "cn-ha/data-intellectual-property/2024-10-29.json", text: text5),
        File(path: "cn-js/public-data-operation/2024-12-01.json", text: text6),
        File(path: "cn-ln/industrial-data-security/2024-11-18.json", text: text7),
        File(path: "cn-sd/data-trading/2024-11-15.json", text: text8),
        File(path: "cn/calendar/2024.json", text: text9),
        File(path: "cn/calendar/2025.json", text: text10),
        File(path: "cn/calendar/2026.json", text: text11),
        File(path: "cn/cross-border/2024-03-22.json", text: text12),
        File(path: "cn/cross-border/certification-2026-01-01.json", text: text13),
        File(path: "cn/data-asset-accounting/2024-01-01.json", text: text14),
        File(path: "cn/digital-statistics/2024-11-21.json", text: text15),
        File(path: "cn/industrial-data-security/2024-10-01.json", text: text16),
        File(path: "cn/public-data-operation/2025-03-01.json", text: text17),
        File(path: "cn/public-data-price/2025-03-01.json", text: text18),
        File(path: "cn/public-data-registration/2025-03-01.json", text: text19),
        File(path: "cn/sme-digital-level/2024-09-04.json", text: text20),
        File(path: "eu/general-purpose-ai/2025-08-02.json", text: text21),
        File(path: "us/critical-infrastructure-ai/2024-11-14.json", text: text22),
    ]
}
