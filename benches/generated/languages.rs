//! What generated texts are made of in the other five languages of the United Nations: sentences to
//! take runs of words from, and pieces of which further words are made.

/// One language.
pub struct Material {
    /// A sentence a line.
    pub sentences: &'static str,
    pub starts: &'static str,
    pub middles: &'static str,
    pub joints: &'static str,
    pub ends: &'static str,
    /// Whether blanks stand between words.
    pub spaced: bool,
}

/// French, Spanish, Russian, Arabic and Chinese.
pub const LANGUAGES: [Material; 5] = [
    Material {
        sentences: "\
Prie instamment les États de ratifier la Convention et de prendre des mesures efficaces contre la discrimination raciale sous toutes ses formes
Demande au Haut-Commissariat des Nations Unies aux droits de l'homme de fournir une assistance technique aux pays qui en font la demande
Invite les institutions nationales des droits de l'homme à faire rapport sur la situation des travailleurs migrants et de leurs familles
Recommande que les gouvernements garantissent à tous les enfants l'accès à l'éducation et à des soins de santé de qualité
Souligne que la liberté d'expression et l'indépendance des journalistes doivent être protégées par la loi
Encourage la société civile et les organisations non gouvernementales à participer à la lutte contre la pauvreté
Décide de poursuivre l'examen de la question des peuples autochtones et de leurs terres à sa prochaine session",
        starts: "b c d f g l m n p r s t v pr tr con re in dé ex é",
        middles: "a e i o u ai ou eu an en on é è",
        joints: "n t r l s m c d v p g ss ll qu",
        ends: "ation ité eur ement ique iste ance és ée er ir oir age ure",
        spaced: true,
    },
    Material {
        sentences: "\
Insta a los Estados a que ratifiquen la Convención y adopten medidas eficaces contra la discriminación racial en todas sus formas
Pide a la Oficina del Alto Comisionado de las Naciones Unidas para los Derechos Humanos que preste asistencia técnica a los países que la soliciten
Invita a las instituciones nacionales de derechos humanos a que informen sobre la situación de los trabajadores migrantes y sus familias
Recomienda que los gobiernos garanticen a todos los niños el acceso a la educación y a servicios de salud de calidad
Subraya que la libertad de expresión y la independencia de los periodistas deben estar protegidas por la ley
Alienta a la sociedad civil y a las organizaciones no gubernamentales a que participen en la lucha contra la pobreza
Decide seguir examinando la cuestión de los pueblos indígenas y sus tierras en su próximo período de sesiones",
        starts: "b c d f g l m n p r s t v pr tr con re in des ex ch",
        middles: "a e i o u ie ue an en on á í",
        joints: "n t r l s m c d v p g ñ ll rr",
        ends: "ción dad dor mente ico ista anza idos ada ar er ir aje ura",
        spaced: true,
    },
    Material {
        sentences: "\
Настоятельно призывает государства ратифицировать Конвенцию и принять эффективные меры по борьбе с расовой дискриминацией во всех её формах
Просит Управление Верховного комиссара Организации Объединённых Наций по правам человека оказывать техническую помощь странам по их просьбе
Предлагает национальным учреждениям по правам человека представить доклад о положении трудящихся мигрантов и членов их семей
Рекомендует правительствам обеспечить всем детям доступ к образованию и качественному медицинскому обслуживанию
Подчёркивает, что свобода выражения мнений и независимость журналистов должны охраняться законом
Поощряет гражданское общество и неправительственные организации к участию в борьбе с нищетой
Постановляет продолжить рассмотрение вопроса о коренных народах и их землях на своей следующей сессии",
        starts: "б в г д з к л м н п р с т ф пр тр пере раз об вы под",
        middles: "а е и о у я ю ы ай ен ол",
        joints: "н т р л с м к д в п г ж ч щ",
        ends: "ение ость ация ами ого ный ная ять ить ств ости ика ник ах",
        spaced: true,
    },
    Material {
        sentences: "\
تحث الدول على التصديق على الاتفاقية واتخاذ تدابير فعالة لمكافحة التمييز العنصري بجميع أشكاله
تطلب إلى مفوضية الأمم المتحدة لحقوق الإنسان تقديم المساعدة التقنية إلى البلدان التي تطلبها
تدعو المؤسسات الوطنية لحقوق الإنسان إلى تقديم تقارير عن حالة العمال المهاجرين وأفراد أسرهم
توصي بأن تضمن الحكومات لجميع الأطفال الحصول على التعليم والرعاية الصحية الجيدة
تؤكد أن حرية التعبير واستقلال الصحفيين يجب أن يكونا محميين بموجب القانون
تشجع المجتمع المدني والمنظمات غير الحكومية على المشاركة في مكافحة الفقر
تقرر مواصلة النظر في مسألة الشعوب الأصلية وأراضيها في دورتها المقبلة",
        starts: "ال م ت ا ب و ل ن ي ك وال بال لل است",
        middles: "ع ق ر س ح ف د ط ص ج خ ش ه",
        joints: "ا ي و ت ن ر ل م ب ك د",
        ends: "ة ات ين ون ي ية ها هم ا ان نا د ر ل",
        spaced: true,
    },
    Material {
        sentences: "\
促请各国批准公约并采取有效措施打击一切形式的种族歧视
请联合国人权事务高级专员办事处应有关国家请求提供技术援助
邀请国家人权机构就移徙工人及其家庭成员的状况提交报告
建议各国政府保证所有儿童都能获得教育和优质的保健服务
强调言论自由和新闻记者的独立性应当受到法律的保护
鼓励民间社会和非政府组织参与消除贫困的努力
决定在下届会议上继续审议土著人民及其土地的问题",
        starts: "安 保 本 成 城 出 传 大 代 得 地 定 动 度 对 多 发 法 方 防 分 风 服 负 改 高 格 工 公 共",
        middles: "关 观 管 规 过 海 合 和 后 互 化 环 会 活 机 基 及 计 记 加 家 间 建 健 将 交 教 接 结 解",
        joints: "金 进 经 境 究 居 局 决 军 开 可 科 控 快 劳 力 历 利 联 量 流 论 律 民 明 目 内 能 年 女",
        ends: "平 期 其 全 权 确 然 人 任 入 善 商 设 社 身 生 实 使 事 市 水 税 所 提 体 条 通 统 土 外",
        spaced: false,
    },
];
